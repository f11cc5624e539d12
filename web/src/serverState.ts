import { useEffect, useState } from "react";
import { isReady } from "./api";

const AGAIN_MS = 2000;

/** What stands in the way of asking, in words; empty when nothing does. */
export function useServerState(): string {
  const [online, setOnline] = useState(navigator.onLine);
  const [ready, setReady] = useState(true);

  useEffect(() => {
    const note = () => setOnline(navigator.onLine);
    window.addEventListener("online", note);
    window.addEventListener("offline", note);
    return () => {
      window.removeEventListener("online", note);
      window.removeEventListener("offline", note);
    };
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    let timer = 0;
    const look = async () => {
      const found = await isReady(controller.signal).catch(() => true);
      if (controller.signal.aborted) return;
      setReady(found);
      if (!found) timer = window.setTimeout(look, AGAIN_MS);
    };
    void look();
    return () => {
      controller.abort();
      window.clearTimeout(timer);
    };
  }, []);

  if (!online) return "网络已断开，恢复后可以继续提问。";
  return ready ? "" : "正在准备资料库，请稍候……";
}
