import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleFolder } from "../examples/example-project.ts";
import { type DeployedProject, deployedProject, type SignedIn } from "../support/deployed-project.ts";

let fieldwork: DeployedProject;
let owner: SignedIn;
let stranger: SignedIn;

beforeAll(async () => {
  fieldwork = await deployedProject({ folder: exampleFolder("field-service") });
  await fieldwork.people.createTenant("alpine", "Alpine Heating");
  await fieldwork.people.createTenant("harbour", "Harbour Electric");
  owner = await fieldwork.join("owner@alpine.example", { alpine: ["owner"] });
  stranger = await fieldwork.join("owner@harbour.example", { harbour: ["owner"] });
}, 120_000);

afterAll(() => fieldwork?.close());

describe("a generated project, deployed into the local cloud as it is", () => {
  test("serves the tenant that the signed-in user belongs to", async () => {
    const { createTechnician } = await owner.data<{ createTechnician: { id: string; tenantId: string } }>(
      'mutation { createTechnician(input: { name: "Ada", email: "ada@alpine.example", hourlyRate: 9000 }) { id tenantId } }',
    );
    expect(createTechnician.tenantId).toBe("alpine");
    const get = "query ($id: ID!) { getTechnician(id: $id) { name color } }";
    expect(await owner.data(get, { id: createTechnician.id })).toEqual({
      getTechnician: { name: "Ada", color: "#4f46e5" },
    });
    expect(await stranger.data(get, { id: createTechnician.id })).toEqual({ getTechnician: null });
  });

  test("tells subscribers of the same tenant", async () => {
    const fields = "tenantId createdBy id name lastChange";
    const [mine, theirs] = await Promise.all([owner.connect(), stranger.connect()]);
    const document = `subscription { onSkillChanged { ${fields} } }`;
    const seen = await mine.subscribe<{ onSkillChanged: { name: string } }>(document);
    const unseen = await theirs.subscribe(document);
    await owner.data(`mutation { createSkill(input: { name: "Gas" }) { ${fields} } }`);
    await stranger.data(`mutation { createSkill(input: { name: "High voltage" }) { ${fields} } }`);
    expect((await seen.next()).onSkillChanged.name).toBe("Gas");
    await unseen.next();
    expect(seen.received).toHaveLength(1);
    expect(unseen.received).toEqual([
      { onSkillChanged: expect.objectContaining({ name: "High voltage", tenantId: "harbour" }) },
    ]);
  });

  test("lets the system write what no tenant may", async () => {
    const create =
      'mutation { createTaxRate(input: { country: "CH", name: "standard", percent: 8.1, validFrom: "2024-01-01" }) { id } }';
    expect(await owner.refused(create)).toMatchObject({ errorType: "Unauthorized" });
    await fieldwork.system({}).data(create);
    const list = 'query { listTaxRates(byCountry: { country: "CH" }) { items { percent } } }';
    const { result, calls } = await fieldwork.counted("dynamodb", () => stranger.data(list));
    expect(result).toEqual({ listTaxRates: { items: [{ percent: 8.1 }] } });
    expect(calls).toEqual({ Query: 1 });
  });
});
