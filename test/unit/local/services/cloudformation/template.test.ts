import { describe, expect, test } from "vitest";
import { changedProperties } from "../../../../../src/local/services/cloudformation/stack/difference.ts";
import { cidrBlocks } from "../../../../../src/local/services/cloudformation/template/cidr.ts";
import {
  checkAcyclic,
  dependencies,
} from "../../../../../src/local/services/cloudformation/template/dependencies.ts";
import { parseTemplate } from "../../../../../src/local/services/cloudformation/template/template.ts";

describe("cidrBlocks", () => {
  test("cuts blocks", () => {
    expect(cidrBlocks("10.0.0.0/16", 3, 8)).toEqual(["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]);
  });

  test("refuses what does not fit", () => {
    expect(() => cidrBlocks("10.0.0.0/24", 2, 8)).toThrow(/cannot cut/);
  });
});

describe("dependencies", () => {
  const graph = (Resources: object) => {
    const template = parseTemplate(JSON.stringify({ Resources }));
    return dependencies(template, new Set(Object.keys(template.Resources)));
  };

  test("come from DependsOn, Ref, GetAtt and Sub", () => {
    const needs = graph({
      A: { Type: "T", DependsOn: "B", Properties: { x: { Ref: "C" }, y: { "Fn::GetAtt": "D.Arn" } } },
      B: { Type: "T" },
      C: { Type: "T", Properties: { x: { "Fn::Sub": `\${B.Arn} \${!D}` } } },
      D: { Type: "T" },
    });
    expect([...(needs.get("A") ?? [])].sort()).toEqual(["B", "C", "D"]);
    expect([...(needs.get("C") ?? [])]).toEqual(["B"]);
  });

  test("must not go in a circle", () => {
    const circle = graph({ A: { Type: "T", DependsOn: "B" }, B: { Type: "T", DependsOn: ["A"] } });
    expect(() => checkAcyclic(circle)).toThrow(/Circular dependency/);
  });
});

describe("templates in YAML", () => {
  test("short forms are functions, and dates stay texts", () => {
    const text =
      "AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A:\n    Type: T\n    Properties:\n      x: !GetAtt B.Arn\n      y: !If [C, !Ref D, 2012-10-17]\n";
    expect(parseTemplate(text).Resources["A"]?.Properties).toEqual({
      x: { "Fn::GetAtt": ["B", "Arn"] },
      y: { "Fn::If": ["C", { Ref: "D" }, "2012-10-17"] },
    });
  });
});

describe("changedProperties", () => {
  test("numbers equal their texts; order of keys does not matter", () => {
    expect(
      changedProperties("AWS::SSM::Parameter", { a: 1, b: { x: 1, y: 2 } }, { a: "1", b: { y: "2", x: 1 } }),
    ).toEqual([]);
  });

  test("knows which replace", () => {
    expect(
      changedProperties("AWS::SSM::Parameter", { Name: "a", Value: "1" }, { Name: "b", Value: "2" }),
    ).toEqual([
      { name: "Name", recreation: "Always" },
      { name: "Value", recreation: "Never" },
    ]);
  });
});
