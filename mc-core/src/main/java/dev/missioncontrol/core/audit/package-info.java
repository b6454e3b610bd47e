/** What happened, and can that be shown? Events, chained records, and the check of a chain. */
@NullMarked
package dev.missioncontrol.core.audit;

import org.jspecify.annotations.NullMarked;
