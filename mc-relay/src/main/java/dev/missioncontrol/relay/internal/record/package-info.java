/** What went through the relay? Writes connections, calls and refusals to the audit log, and never a secret. */
@NullMarked
package dev.missioncontrol.relay.internal.record;

import org.jspecify.annotations.NullMarked;
