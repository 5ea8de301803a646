// What is taken from the package, for update.sh.
import mermaid from "mermaid";

globalThis.mermaid = mermaid;
