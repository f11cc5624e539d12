import { useQuery } from "@tanstack/react-query";
import type { Variants } from "./fold";

/** The variants once they are fetched; a search does without them until then, and for good where they cannot be had. */
export function useVariants(): Variants | undefined {
  const fetched = useQuery({
    queryKey: ["variants"],
    queryFn: async () => (await import("./variants")).variants,
    staleTime: Infinity,
  });
  return fetched.data;
}
