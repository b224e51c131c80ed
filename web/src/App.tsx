import { RoomAudioRenderer, RoomContext } from "@livekit/components-react";
import { useCallback, useReducer } from "react";
import { requestToken } from "./call/token";
import { useCall } from "./call/useCall";
import { Announcer } from "./components/Announcer";
import { CallPanel } from "./components/CallPanel";
import { ConversationPanel } from "./components/ConversationPanel";
import { Header } from "./components/Header";
import { SampleCustomers } from "./components/SampleCustomers";
import { EMPTY, logged } from "./conversation/log";
import { Feed } from "./conversation/Feed";
import { useSampleCustomers } from "./samples/useSampleCustomers";

/** The whole page: the call on one side, what is said in it on the other. */
export function App() {
  const call = useCall();
  const [log, change] = useReducer(logged, EMPTY);
  const sampleCustomers = useSampleCustomers();

  const { start } = call;
  const startAfresh = useCallback(() => {
    change({ type: "started" });
    start(requestToken);
  }, [start]);

  return (
    <RoomContext.Provider value={call.room}>
      <Feed key={call.number} change={change} />
      <RoomAudioRenderer />
      <Header />
      <main className="desk" data-phase={call.state.phase}>
        <CallPanel call={call} start={startAfresh} log={log} change={change} />
        <ConversationPanel phase={call.state.phase} log={log} change={change} />
      </main>
      {sampleCustomers && <SampleCustomers />}
      <Announcer call={call} log={log} />
    </RoomContext.Provider>
  );
}
