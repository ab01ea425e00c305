/** Where AWS is, and who calls: what every client of a stage is made of. */
export interface Connection {
  readonly region: string;
  /** Of a cloud that is not AWS itself. Null: AWS, or what `AWS_ENDPOINT_URL` says. */
  readonly endpoint: string | null;
  /** Null: as the SDK finds them: environment, profile, single sign-on, role of the machine. */
  readonly credentials: Credentials | null;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
