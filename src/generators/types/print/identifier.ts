const pattern = /^[A-Za-z_$][\w$]*$/;

/**
 * A name that stands in the code as it is.
 *
 * @throws where it is none: names are checked long before
 */
export function identifier(name: string): string {
  if (!pattern.test(name))
    throw new Error(`${JSON.stringify(name)} is no identifier: validate before generating`);
  return name;
}

/** A property's name, in quotes where it needs them. */
export function propertyName(name: string): string {
  return pattern.test(name) ? name : JSON.stringify(name);
}
