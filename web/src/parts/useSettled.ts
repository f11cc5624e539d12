import { useEffect, useRef, useState } from "react";

/** A value once it has not changed for a while. */
export function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => settle(value), ms);
    return () => window.clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** A value as it was when it was last steady. */
export function useSteady<Value>(value: Value, isSteady: boolean): Value {
  const held = useRef(value);
  useEffect(() => {
    if (isSteady) held.current = value;
  });
  return isSteady ? value : held.current;
}
