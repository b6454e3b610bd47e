/** What does a comparison of secrets cost, here and elsewhere? */
@NullMarked
package dev.missioncontrol.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
