/** How do bytes become messages? The only package that names Netty. */
@NullMarked
package dev.missioncontrol.fakegateway.internal.netty;

import org.jspecify.annotations.NullMarked;
