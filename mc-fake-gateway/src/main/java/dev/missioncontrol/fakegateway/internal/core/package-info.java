/** What happens on a connection? Everything here runs on one thread, the loop. */
@NullMarked
package dev.missioncontrol.fakegateway.internal.core;

import org.jspecify.annotations.NullMarked;
