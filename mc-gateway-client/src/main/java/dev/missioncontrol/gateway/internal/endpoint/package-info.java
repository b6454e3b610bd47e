/** Where may secrets be sent? The rules for gateway addresses. */
@NullMarked
package dev.missioncontrol.gateway.internal.endpoint;

import org.jspecify.annotations.NullMarked;
