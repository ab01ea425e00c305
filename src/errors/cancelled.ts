/** The person pressed Ctrl-C or answered no. Nothing is left half-done; exit code 130. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";

  constructor(message = "Cancelled. Nothing was changed.") {
    super(message);
  }
}
