import type { Backend, Model } from "../../../src/definition/ir.ts";

/** The two mutations of a manyToMany relation. */
export interface Links {
  readonly link: string;
  /** The side that has the mutations. */
  readonly owner: Model;
  readonly target: Model;
  /** Names in the input: `productId`, `tagIds`. */
  readonly ownId: string;
  readonly otherIds: string;
  mutation(verb: "link" | "unlink"): string;
  document(verb: "link" | "unlink"): string;
}

export function linksOf({ models }: Backend): Links[] {
  return models.flatMap((owner) =>
    owner.relations.flatMap((relation) => {
      if (relation.kind !== "manyToMany" || relation.side !== "left") return [];
      const field = `${owner.name}${upperFirst(relation.name)}`;
      return [
        {
          link: relation.link,
          owner,
          target: models.find(({ name }) => name === relation.target) as Model,
          ownId: `${lowerFirst(owner.name)}Id`,
          otherIds: `${lowerFirst(relation.target)}Ids`,
          mutation: (verb: string) => `${verb}${field}`,
          document: (verb: string) => `mutation ($input: ${field}Link!) { ${verb}${field}(input: $input) }`,
        },
      ];
    }),
  );
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
