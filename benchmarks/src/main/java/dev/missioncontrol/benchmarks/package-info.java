/** How fast, measured how? Runs the suites and writes what they found. */
@NullMarked
package dev.missioncontrol.benchmarks;

import org.jspecify.annotations.NullMarked;
