/** Hashes by which the harness's users see that two runs had the same documents. */
import { createHash } from 'node:crypto';
import { hashText } from '../base/hash-text.js';
import { pythonJson } from '../base/python/python-form.js';
import type { BenchmarkDocument } from '../benchmarks/benchmark-task.js';

/** Hashes of one document, by their names in a samples file. */
export interface DocumentHashes {
  /** SHA-256 of the document as JSON, indented by two. */
  readonly doc_hash: string;
  /** SHA-256 of the first request's context. */
  readonly prompt_hash: string;
  readonly target_hash: string;
}

/** Hashes of a document. @throws TypeError where a field is neither plain data nor bytes. */
export function documentHashes({ fields, form, requests, target }: BenchmarkDocument): DocumentHashes {
  return {
    doc_hash: hashText(pythonJson(fields, { form, indent: 2 })),
    prompt_hash: hashText(requests[0]?.context ?? ''),
    target_hash: hashText(target),
  };
}

/** One hash of documents that come one after the other. */
export class TaskHash {
  private readonly hash = createHash('sha256');

  /** @throws TypeError where a field is neither plain data nor bytes. */
  add(document: BenchmarkDocument): void {
    const { doc_hash, prompt_hash, target_hash } = documentHashes(document);
    this.hash.update(doc_hash + prompt_hash + target_hash);
  }

  /** To be called once, after the last document. */
  digest(): string {
    return this.hash.digest('hex');
  }
}
