/** An ETag as it stands in headers and XML. */
export function quoted(etag: string): string {
  return `"${etag}"`;
}

/**
 * @param wanted of an If-Match or If-None-Match header: `*`, or one or several ETags, with or without quotes
 * @param etag without quotes
 */
export function etagMatches(wanted: string, etag: string): boolean {
  return wanted.split(",").some((one) => {
    const bare = unquoted(one.trim().replace(/^W\//, ""));
    return bare === "*" || bare === etag;
  });
}

export function unquoted(etag: string): string {
  return etag.replace(/^"(.*)"$/, "$1");
}
