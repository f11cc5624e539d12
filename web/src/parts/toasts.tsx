import { Toast } from "@base-ui/react/toast";

const manager = Toast.createToastManager();
const SHOWN_MS = 4000;

/** A short word on what was just done; screen readers hear it. */
export function say(title: string): void {
  manager.add({ title, timeout: SHOWN_MS });
}

export function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={1}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Shown() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast">
      <Toast.Title />
    </Toast.Root>
  ));
}
