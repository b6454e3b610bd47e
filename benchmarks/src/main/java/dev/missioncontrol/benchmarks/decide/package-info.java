/** What does a decision cost? */
@NullMarked
package dev.missioncontrol.benchmarks.decide;

import org.jspecify.annotations.NullMarked;
