package dev.missioncontrol.relay.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/** How much memory Netty holds in this process, in bytes. */
public final class NettyMemory {
    private NettyMemory() {}

    /** Heap and direct memory that the allocator of all sockets has taken and not given back. */
    public static long used() {
        ByteBufAllocatorMetric metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return metric.usedDirectMemory() + metric.usedHeapMemory();
    }
}
