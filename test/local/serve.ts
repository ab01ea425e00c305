import { startCloud } from "../../src/local/cloud.ts";

/** `node serve.ts <state folder>`: a cloud that says where it is, and goes on until it is killed. */
const stateFolder = process.argv[2];
if (stateFolder === undefined) throw new Error("Name the state folder.");
const { endpoint, credentials } = await startCloud({ port: 0, stateFolder, region: "eu-west-1" });
console.log(JSON.stringify({ endpoint, credentials }));
