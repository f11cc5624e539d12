import { useQuery } from "@tanstack/react-query";
import { readDocuments } from "../api/documents";
import { readAbout } from "../api/server";
import { retryUnlessRefused } from "./Waiting";

/** What the server says of itself. */
export function useAbout() {
  return useQuery({ queryKey: ["about"], queryFn: ({ signal }) => readAbout(signal) });
}

/** All documents, each in its newest version. */
export function useDocuments() {
  return useQuery({
    queryKey: ["documents"],
    queryFn: ({ signal }) => readDocuments(signal),
    retry: retryUnlessRefused,
  });
}
