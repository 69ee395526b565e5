"""Makes prompts.json: every request that lm-evaluation-harness makes of the documents in benchmarks/.

    python -m venv /tmp/ref && /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 lm-eval==0.4.13
    /tmp/ref/bin/python test/reference/evaluation/prompts.py
"""

import json

from harness import HERE, load_tasks


def main() -> None:
    fixture = {}
    for name, task in load_tasks()["tasks"].items():
        task.build_all_requests()
        documents = {}
        for instance in task.instances:
            own = documents.setdefault(instance.doc_id, {"requests": []})
            own["requests"].append(list(instance.args))
            gold = task.doc_to_text(instance.doc) if task.multiple_input else task.doc_to_target(instance.doc)
            own["gold"] = gold
            own["target"] = str(task.doc_to_target(instance.doc))
        fixture[name] = list(documents.values())
    text = ",\n".join(f"{json.dumps(name)}:{json.dumps(rows, ensure_ascii=False)}" for name, rows in fixture.items())
    (HERE / "evaluation" / "prompts.json").write_text("{" + text + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
