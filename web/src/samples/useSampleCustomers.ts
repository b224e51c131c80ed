import { useEffect, useState } from "react";

/** Whether the HTTP side serves the sample customers. False until it says so. */
export function useSampleCustomers(): boolean {
  const [served, setServed] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    fetch("page.json", { signal: controller.signal })
      .then((response) => response.json())
      .then((settings: { sample_customers?: unknown }) =>
        setServed(settings.sample_customers === true),
      )
      .catch(() => setServed(false));
    return () => controller.abort();
  }, []);
  return served;
}
