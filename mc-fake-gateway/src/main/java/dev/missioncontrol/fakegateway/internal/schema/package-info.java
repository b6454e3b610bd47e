/** Which members may an object have? The closed shapes of protocol 4. */
@NullMarked
package dev.missioncontrol.fakegateway.internal.schema;

import org.jspecify.annotations.NullMarked;
