/** What does a durable change cost? */
@NullMarked
package dev.missioncontrol.benchmarks.store;

import org.jspecify.annotations.NullMarked;
