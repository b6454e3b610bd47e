package dev.missioncontrol.benchmarks.hosts;

import io.netty.util.DomainWildcardMappingBuilder;
import io.netty.util.Mapping;
import java.util.List;

/** Netty's mapping for server names: {@code *.suffix} covers one label, and there is no form for leading octets. */
record NettyMapping(Mapping<String, Boolean> mapping) implements HostMatcher {
    static NettyMapping of(List<String> patterns) {
        DomainWildcardMappingBuilder<Boolean> builder =
                new DomainWildcardMappingBuilder<>(patterns.size(), Boolean.FALSE);
        patterns.stream().filter(pattern -> !pattern.endsWith(".*")).forEach(pattern -> builder.add(pattern, true));
        return new NettyMapping(builder.build());
    }

    @Override
    public boolean permits(String host) {
        return mapping.map(host);
    }
}
