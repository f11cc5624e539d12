import { beforeEach, describe, expect, it } from "vitest";
import { useProfile } from "./profile";

const KEY = "policy-assistant.enterprise";
const held = () => useProfile.getState();
const kept = () => JSON.parse(window.localStorage.getItem(KEY) ?? "{}").state as unknown;

beforeEach(() => held().clear());

describe("the profile", () => {
  it("is kept on the device with what is not known", () => {
    held().put("place", "开平");
    held().dontKnow("loan_rate");
    held().aim(["loan"]);
    expect(kept()).toEqual({ facts: { place: "开平" }, goals: ["loan"], unknown: ["loan_rate"] });
  });

  it("knows a fact or does not know it, never both", () => {
    held().put("srdi", "是");
    held().dontKnow("srdi");
    expect([held().facts, held().unknown]).toEqual([{}, ["srdi"]]);
    held().put("srdi", "否");
    expect([held().facts, held().unknown]).toEqual([{ srdi: "否" }, []]);
    held().remove("srdi");
    expect([held().facts, held().unknown]).toEqual([{}, []]);
  });

  it("takes over what a conversation has read, and can be left with that alone", () => {
    held().put("place", "东莞");
    held().put("revenue", "5000万元");
    held().dontKnow("industry");
    held().take({ place: "开平", industry: "garment" });
    expect(held().facts).toEqual({ place: "开平", revenue: "5000万元", industry: "garment" });
    expect(held().unknown).toEqual([]);
    held().keepOnly(["place", "industry"]);
    expect(held().facts).toEqual({ place: "开平", industry: "garment" });
  });

  it("is gone when it is cleared", () => {
    held().put("place", "开平");
    held().aim(["title"]);
    held().clear();
    expect(kept()).toEqual({ facts: {}, goals: [], unknown: [] });
  });

  it.each(["[]", '{"state":{"facts":[1],"goals":"x","unknown":5}}', '{"state":{"facts":{"place":7},"goals":["war"],"unknown":[null]}}', '{"state":null}'])(
    "leaves aside what it cannot read: %s",
    async (written) => {
      window.localStorage.setItem(KEY, written);
      await useProfile.persist.rehydrate();
      expect([held().facts, held().goals, held().unknown]).toEqual([{}, [], []]);
    },
  );
});
