/** A value that is JSON already, just as it shall stand on the wire: it is written without being read. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
