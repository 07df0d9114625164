// Entry of the agent desk.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

createRoot(document.getElementById("root")!).render(
    <StrictMode>
        <h1>Parley</h1>
    </StrictMode>,
);
