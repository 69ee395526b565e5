"""Jupyter's own conformance suite for kernels, with samples in TypeScript; run by conformance.test.ts."""

import unittest

import jupyter_kernel_test


class LingtuneKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "lingtune"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('test')"
    completion_samples = [
        {"text": "const zebra = 1; zeb", "matches": {"zebra"}},
        {"text": "Math.sqr", "matches": {"sqrt", "SQRT2", "SQRT1_2"}},
        {"text": "'text'.padSt", "matches": {"padStart"}},
    ]
    complete_code_samples = ["const x: number = 1;", "function f(): void {\n}", "[1, 2].map((n) => n + 1)"]
    incomplete_code_samples = ["function f() {", "const list = [1,", "if (true) {"]
    code_generate_error = "throw new RangeError('no')"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "'a' + 'b'", "result": "'ab'"},
        {"code": "await Promise.resolve([1, 2])", "result": "[ 1, 2 ]"},
        {
            "code": "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'x', 'text/html': '<b>x</b>' }) })",
            "mime": "text/html",
            "result": "<b>x</b>",
        },
        {"code": "6 * 7", "result": "42"},
        {"code": "6 * 7", "result": "42"},
        {"code": "6 * 7", "result": "42"},
    ]
    code_display_data = [
        {"code": "import { show } from 'lingtune'; await show({ a: 1 })", "mime": "text/plain"},
        {
            "code": "await show({ data: { 'text/markdown': '*a*', 'text/plain': 'a' }, metadata: {} })",
            "mime": "text/markdown",
        },
        {"code": "await show({ data: { 'image/png': Buffer.from('a') }, metadata: {} })", "mime": "image/png"},
        {"code": "await show({ data: { 'application/json': { a: [1] } }, metadata: {} })", "mime": "application/json"},
        {"code": "import * as tslab from 'tslab'; tslab.display.html('<b>a</b>')", "mime": "text/html"},
    ]
    code_history_pattern = "6 *"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.sqrt"
    code_clear_output = "import { display } from 'lingtune'; display.clear()"


if __name__ == "__main__":
    unittest.main(verbosity=2)
