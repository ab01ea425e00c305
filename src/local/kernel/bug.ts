/** A state that the local cloud promised itself could not happen: answered as an InternalFailure, with a line in the log. */
export class Bug extends Error {
  override readonly name = "Bug";
}
