"""WeCom as it behaves towards us, on loopback; what it counts is what a person would see."""
