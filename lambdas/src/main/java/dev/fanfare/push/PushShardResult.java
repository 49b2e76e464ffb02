package dev.fanfare.push;

import dev.fanfare.broadcast.Progress;

public record PushShardResult(boolean finished, Progress progress) {}
