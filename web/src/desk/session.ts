import { create } from "zustand";
import type { Permission, Session } from "./types";

interface Held {
  /** Undefined until the server has told, null when nobody is signed in. */
  session: Session | null | undefined;
  /** Whether somebody was signed in and the server no longer knows it: what they were doing must stay. */
  ranOut: boolean;
  signedIn(session: Session): void;
  signedOut(): void;
  refused(): void;
}

/** Who is signed in at the desk in this page. */
export const useSession = create<Held>()((set, get) => ({
  session: undefined,
  ranOut: false,
  signedIn: (session) => set({ session, ranOut: false }),
  signedOut: () => set({ session: null, ranOut: false }),
  refused: () => (get().session ? set({ ranOut: true }) : set({ session: null })),
}));

/** Whether the account that is signed in may do it. */
export function useMay(permission: Permission): boolean {
  return useSession((held) => held.session?.user.permissions.includes(permission) ?? false);
}
