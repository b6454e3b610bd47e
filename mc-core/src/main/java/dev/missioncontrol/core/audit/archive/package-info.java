/** Can somebody else check, later and without us, what happened? Signed segment files, their check, and retention. */
@NullMarked
package dev.missioncontrol.core.audit.archive;

import org.jspecify.annotations.NullMarked;
