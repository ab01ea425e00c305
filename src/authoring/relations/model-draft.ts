import type { FieldSpec } from "../arguments/field-spec.ts";
import { type Declaration, type WrittenField, writtenFields } from "../edit/find-declarations.ts";
import { type KnownRelation, writtenRelations } from "./written-relations.ts";

/** A model as it will be: what is written, and what is about to be added. */
export class ModelDraft {
  readonly name: string;
  /** Null for a model that does not exist yet. */
  readonly declaration: Declaration | null;
  readonly added: FieldSpec[] = [];
  /** The argument that each added field is there for, by the field's name. */
  readonly causes = new Map<string, string>();
  readonly vias: { relation: WrittenField; via: string }[] = [];
  private readonly written: readonly KnownRelation[];
  private readonly writtenNames: ReadonlySet<string>;

  constructor(name: string, declaration: Declaration | null) {
    this.name = name;
    this.declaration = declaration;
    this.written = declaration === null ? [] : writtenRelations(declaration);
    this.writtenNames = new Set(
      declaration === null ? [] : writtenFields(declaration).map((field) => field.name),
    );
  }

  /** Relations to a model, written ones first. */
  relationsTo(target: string, ...kinds: readonly KnownRelation["kind"][]): readonly KnownRelation[] {
    const added = this.added.flatMap((field): KnownRelation[] =>
      field.kind === "value"
        ? []
        : [{ kind: field.kind, name: field.name, target: field.target, link: linkOf(field), written: null }],
    );
    return [...this.written, ...added].filter((one) => one.target === target && kinds.includes(one.kind));
  }

  add(field: FieldSpec, cause: string): void {
    this.added.push(field);
    this.causes.set(field.name, cause);
  }

  has(name: string): boolean {
    return this.writtenNames.has(name) || this.added.some((field) => field.name === name);
  }

  get changed(): boolean {
    return this.added.length > 0 || this.vias.length > 0;
  }
}

function linkOf(field: Exclude<FieldSpec, { kind: "value" }>): string | null {
  if (field.kind === "belongsTo") return null;
  return field.kind === "manyToMany" ? field.through : field.via;
}
