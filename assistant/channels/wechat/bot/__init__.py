"""企业微信智能机器人: answers as streams of snapshots, by callback or over a connection of ours."""
