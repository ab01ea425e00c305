// The package as a whole brings an editor prompt with it, and tables of every character encoding: half a megabyte. Named
// exports let the bundler leave that out.
export { checkbox, confirm, input, select } from "@inquirer/prompts";
