import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "@livekit/components-styles/components/participant";
import "./styles/theme.css";
import "./styles/page.css";
import "./styles/front.css";
import "./styles/call.css";
import "./styles/keypad.css";
import "./styles/conversation.css";
import "./styles/samples.css";

const page = document.getElementById("page");
if (page === null) throw new Error("index.html has no #page");
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
