import { useMediaDeviceSelect } from "@livekit/components-react";
import { useId } from "react";

interface MicrophonePickerProps {
  named: boolean;
  picked: () => void;
}

/**
 * Picks the microphone, before a call or during it.
 *
 * Browsers give names to devices only once the microphone is allowed: `named` asks again then.
 */
export function MicrophonePicker({ named, picked }: MicrophonePickerProps) {
  const id = useId();
  const { devices, activeDeviceId, setActiveMediaDevice } = useMediaDeviceSelect({
    kind: "audioinput",
    requestPermissions: named,
  });
  const known = devices.filter((device) => device.deviceId !== "" && device.label !== "");
  const chosen = known.some((device) => device.deviceId === activeDeviceId);
  return (
    <div className="field">
      <label htmlFor={id}>Microphone</label>
      <select
        id={id}
        value={chosen ? activeDeviceId : ""}
        onChange={({ target }) => void setActiveMediaDevice(target.value).then(picked, picked)}
      >
        {!chosen && <option value="">Default microphone</option>}
        {known.map((device) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label}
          </option>
        ))}
      </select>
    </div>
  );
}
