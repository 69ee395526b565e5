/** The one error that the hub's functions throw, and what each answer of the hub means to a reader. */

/** Why the hub gave nothing. */
export type HubFailure =
  | 'no-repository'
  | 'no-revision'
  | 'no-file'
  | 'no-access'
  | 'token-refused'
  | 'too-many-requests'
  | 'server'
  | 'no-network'
  | 'offline'
  | 'damaged'
  | 'no-space'
  | 'cache';

/** A download that did not come about; the message says what to do. */
export class HubError extends Error {
  override readonly name: string = 'HubError';

  constructor(
    readonly failure: HubFailure,
    message: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options);
  }
}

/** What was asked, for the message. */
export interface HubQuestion {
  /** The repository as `model org/name` or `dataset org/name`. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Address of the hub. */
  readonly endpoint: string;
  /** Page of the repository, where its terms can be accepted. */
  readonly page: string;
  readonly hasToken: boolean;
}

/**
 * The error for an answer of the hub that is not a success.
 * The hub answers 401 for what does not exist too, so that nobody can list private repositories.
 * @param headers of the answer; `X-Error-Code` and `X-Error-Message` tell the cases of one status apart.
 */
export function answerError(question: HubQuestion, status: number, headers: Headers): HubError {
  const { repository, revision, endpoint, page, hasToken } = question;
  const code = headers.get('x-error-code');
  if (code === 'RevisionNotFound') {
    return new HubError(
      'no-revision',
      `hubFetch: ${repository} must have the revision ${revision}, got none`,
    );
  }
  if (code === 'EntryNotFound') {
    return new HubError('no-file', `hubFetch: ${repository} must have the file at ${revision}, got none`);
  }
  if (/invalid credentials|invalid user token/i.test(headers.get('x-error-message') ?? '')) {
    return new HubError(
      'token-refused',
      `hubFetch: HF_TOKEN must be a valid token of ${endpoint}, got one refused`,
    );
  }
  if (code === 'GatedRepo' || status === 403) {
    const access = hasToken ? 'with the account of HF_TOKEN' : 'and set HF_TOKEN to a token of the account';
    return new HubError(
      'no-access',
      `hubFetch: access to ${repository} must be granted, got ${status}; accept its terms at ${page} ${access}`,
    );
  }
  if (status === 401 || status === 404) {
    const remedy = hasToken
      ? 'that the account of HF_TOKEN may read it'
      : 'set HF_TOKEN to a token that may read it where it is private';
    return new HubError(
      'no-repository',
      `hubFetch: ${repository} must exist on ${endpoint}, got ${status}; check the spelling, and ${remedy}`,
    );
  }
  return status === 429
    ? new HubError(
        'too-many-requests',
        `hubFetch: ${endpoint} must take requests again, got 429; try again later`,
      )
    : new HubError('server', `hubFetch: ${endpoint} must answer about ${repository}, got ${status}`);
}
