/** Which methods are there, who may call them, and what do they answer? */
@NullMarked
package dev.missioncontrol.fakegateway.internal.rpc;

import org.jspecify.annotations.NullMarked;
