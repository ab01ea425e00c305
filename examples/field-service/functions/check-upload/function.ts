import { fileUpload } from "plinth";

export default fileUpload({
  description: "Warns of uploads that are no pictures and no documents.",
  memoryMb: 1024,
});
