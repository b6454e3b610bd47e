/** What does it cost to ask a list of host patterns, here and elsewhere? */
@NullMarked
package dev.missioncontrol.benchmarks.hosts;

import org.jspecify.annotations.NullMarked;
