/** Path style: every client can reach it, whatever its resolver makes of `bucket.localhost`. */
export function objectUrl(baseUrl: string, bucket: string, key: string): string {
  return `${baseUrl}/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
}
