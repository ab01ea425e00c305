/** Types that `infra/types.gen.ts` is made of. */

/** A value of a json field. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value of a file field. The bytes are in the files bucket, below the tenant's folder. */
export interface StoredFile {
  /** From `createUpload`. */
  readonly key: string;
  /** As people call it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
}

interface Equality<T> {
  readonly eq?: T;
  readonly ne?: T;
}

interface Order<T> {
  readonly lt?: T;
  readonly le?: T;
  readonly gt?: T;
  readonly ge?: T;
  /** Both included. */
  readonly between?: readonly [T, T];
}

interface Membership<T> {
  /** At most 100 values. */
  readonly in?: readonly T[];
}

interface Existence {
  /** Has it a value? */
  readonly attributeExists?: boolean;
}

/** What filters ask of a field: every operator given must hold. */
export interface TextCondition extends Equality<string>, Order<string>, Membership<string>, Existence {
  readonly contains?: string;
  readonly notContains?: string;
  readonly beginsWith?: string;
}

export interface IdCondition extends Equality<string>, Membership<string>, Existence {
  readonly beginsWith?: string;
}

export interface BooleanCondition extends Equality<boolean>, Existence {}

/** Of numbers; of dates and times, which are texts. */
export interface OrderedCondition<T> extends Equality<T>, Order<T>, Membership<T>, Existence {}

export interface EnumCondition<T extends string> extends Equality<T>, Membership<T>, Existence {}

export interface ListCondition<T> extends Existence {
  readonly contains?: T;
  readonly notContains?: T;
}

/** What an index is read by; several operators narrow each other. */
export interface Range<T> extends Order<T> {
  readonly eq?: T;
}

export interface TextRange extends Range<string> {
  readonly beginsWith?: string;
}

export interface BooleanRange {
  readonly eq?: boolean;
}

/** What every list takes, besides an index and a filter. */
export interface Paging {
  /** `ASC` where left out: the smallest or oldest first. */
  readonly sortDirection?: "ASC" | "DESC";
  /** Records on a page. */
  readonly limit?: number;
  /** Of the page before. */
  readonly nextToken?: string | null;
}
