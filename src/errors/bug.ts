/** A state that Plinth promised itself could not happen. Shown with a request to report it; exit code 1. */
export class Bug extends Error {
  override readonly name = "Bug";
}
