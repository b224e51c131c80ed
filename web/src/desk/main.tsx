import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Desk } from "./Desk";
import "@livekit/components-styles/components/participant";
import "../styles/theme.css";
import "../styles/page.css";
import "../styles/front.css";
import "../styles/call.css";
import "../styles/desk.css";

const page = document.getElementById("page");
if (page === null) throw new Error("desk/index.html has no #page");
createRoot(page).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
