/** Do our own in-memory stores keep the contracts, seen from another package as users see them? */
@NullMarked
package dev.missioncontrol.testkit.selfcheck;

import org.jspecify.annotations.NullMarked;
