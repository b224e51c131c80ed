import { useTextStream } from "@livekit/components-react";

const CHAT_TOPIC = "lk.chat";

/** What the caller types instead of speaking. Shows nothing until they do. */
export function Typed() {
  const { textStreams } = useTextStream(CHAT_TOPIC);
  return (
    <div className="typed" role="log" aria-label="Typed by the caller">
      {textStreams.length > 0 && (
        <div className="briefing">
          <h2>Typed by the caller</h2>
          {textStreams.map(({ text, streamInfo }) => (
            <p key={streamInfo.id}>{text}</p>
          ))}
        </div>
      )}
    </div>
  );
}
