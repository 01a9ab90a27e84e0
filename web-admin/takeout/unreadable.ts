/**
 * Why a file cannot be taken.
 *
 * - `no-zip`: neither a zip nor JSON
 * - `broken`: cut off, or not as it was made
 * - `unreadable`: its lists are no JSON, or their letters are not those of JSON
 * - `encrypted`: somebody put a password on it
 * - `too-large`: more than any clinic's reviews could be
 * - `wrote`: Google Maps' own export, of reviews the person wrote
 * - `no-reviews`: an export without the Business Profile
 */
export type FileFault =
  | 'no-zip'
  | 'broken'
  | 'unreadable'
  | 'encrypted'
  | 'too-large'
  | 'wrote'
  | 'no-reviews';

/** A file that cannot be taken. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly fault: FileFault;

  constructor(fault: FileFault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}
