/** A small Spanish thesaurus for tests; endings are kept crude, as spinners keep them. */
const table = `
abandonada: desierta, dejada | abogada: letrada, jurista | abogado: letrado, jurista | abrió: inauguró, destapó | acabó: terminó, concluyó
acercaron: aproximaron, arrimaron | acoge: recibe | acogía: recibía, hospedaba | acorta: reduce, abrevia | acuerdo: pacto, convenio, arreglo
admitieron: reconocieron, confesaron | admiten: aceptan, reciben | adversarios: rivales, contrincantes | advirtió: avisó, previno
afirmó: sostuvo, aseveró | agua: líquido, aguas | aguardaban: esperaban | aguardar: esperar | alberga: aloja, hospeda | albergue: refugio, hospicio, asilo
albergues: refugios, asilos | alojadas: hospedadas, albergadas | alquilan: rentan, arriendan | alquiler: renta, arriendo | amanecieron: despertaron, aparecieron
anterior: previa, pasada | antigua: vieja, añeja | anunció: avisó, proclamó | apunta: anota, escribe | arreglado: reparado, compuesto | arreglos: reparaciones, composturas
arroz: cereal, grano | asaltadas: atracadas, robadas | asalto: atraco, robo | asamblea: junta, reunión | aseguró: garantizó, afirmó
asociación: agrupación, sociedad | atendido: cuidado, asistido | autobuses: camiones, autocares | autoridades: gobiernos, mandos | avisado: informado, advertido
ayuda: apoyo, auxilio | ayudarle: apoyarle, auxiliarle | ayuntamiento: municipio, cabildo, alcaldía | azoteas: terrazas, techos | baratos: económicos, módicos
boletín: gaceta | brazo: hombro | bultos: fardos, paquetes | buscará: procurará, rastreará | caben: entran | caer: bajar | calcetines: medias | calcula: estima, computa
calentador: calefactor, bóiler | calle: vía, vereda | cama: lecho, catre | cambiarse: trocarse, permutarse | cambio: trueque, canje | campos: cultivos, parcelas
carecía: adolecía, prescindía | cargando: llevando, portando | cartel: letrero, anuncio | casa: hogar, vivienda | caso: asunto, expediente | catres: camas, literas
celebraron: festejaron, aplaudieron | centro: núcleo | cerrada: clausurada, tapada | cerramos: clausuramos, terminamos | cerrar: clausurar, tapar | cerró: clausuró, tapó
chicos: pequeños, menores | cierre: clausura, cese | citas: turnos, entrevistas | cita: turno, entrevista | ciudad: urbe, población, villa | clientes: compradores, parroquianos
cobijas: mantas, frazadas | cocina: comedor, fogón | cocinar: guisar, preparar | cohetes: petardos, bengalas | colonia: barrio, vecindario | comentar: opinar, glosar
compromete: obliga, empeña | comunicado: boletín, escrito | conoce: sabe | conseguir: obtener, lograr | construido: edificado, levantado | contar: enumerar, sumar
contestó: respondió, atendió | contó: relató, narró | contradice: desmiente, refuta | contrato: convenio, pacto | contrató: empleó, ocupó | convertida: transformada, mudada
coordinadora: encargada, directora | costaba: valía, salía | cruzar: pasar, atravesar | cuaderno: libreta, bloc | cuarto: habitación, pieza | cuartos: habitaciones, piezas
cubrir: pagar, sufragar | cuentas: cálculos, números | curaciones: remedios, cuidados | debe: adeuda | decidió: resolvió, optó | delegado: representante, enviado
demás: restantes, otros | dependen: penden | desembolsó: gastó, pagó | despensa: canasta, provisión | deuda: adeudo | devolvieron: reintegraron, regresaron
diarias: cotidianas | diferencia: distinción, desigualdad | dijeron: afirmaron, señalaron | dinero: plata, capital, fondos | direcciones: señas, domicilios | dirección: domicilio, señas
dirige: encabeza, conduce | dirigió: encabezó, condujo | discutir: debatir, tratar | dispuesta: lista, preparada | divididos: partidos, separados | dormían: pernoctaban, descansaban
dormir: descansar, pernoctar | dormitorio: alcoba, cuarto | dueña: propietaria, ama | edificio: inmueble, local, construcción | electricidad: luz, corriente
embarazadas: encintas, gestantes | emergencia: urgencia, apuro | empezar: comenzar, iniciar | empiezan: comienzan, inician | empleados: trabajadores, asalariados
encargada: responsable, jefa | encontró: halló, descubrió | encuentran: hallan | encuesta: sondeo, consulta | enfermera: cuidadora, asistente | enferma: indispuesta, mala
enganchadores: reclutadores, ganchos | enseñó: mostró, exhibió | entrada: puerta, acceso | entregó: dio, presentó | entrevistados: consultados, preguntados | escalera: escala, peldaños
escapar: huir, salir | escritorio: mesa, despacho | escuela: colegio, plantel | espacio: lugar, sitio | espera: demora, tardanza | esperaban: aguardaban | esperan: aguardan
exige: reclama, demanda | expediente: legajo, archivo | expedientes: legajos, archivos | explanada: plaza, patio | explicó: aclaró, expuso | extorsión: chantaje
extorsionadas: chantajeadas, amenazadas | extranjera: foránea, ajena | fábrica: planta, nave, factoría | facturas: recibos, cuentas, notas | familias: hogares, parentelas
fecha: día, momento | fila: cola, hilera | firmar: suscribir, rubricar | frente: delante | fronteriza: limítrofe, rayana | fuertes: intensas, recias | funcionar: operar, servir
funcionario: servidor, empleado, burócrata | fundación: institución, patronato | gastó: erogó, invirtió | gastos: costos, egresos | gente: personas, público | guardar: almacenar, conservar
habían: tenían | hermana: consanguínea | hielo: escarcha, nieve | hijos: niños, vástagos | historia: relato, crónica | hoja: papel, página | hombres: varones, señores
hoteles: posadas, hostales | huerto: vergel, sembradío | idea: ocurrencia, noción | iglesias: templos, parroquias | impuesto: tributo, gravamen | inaugurar: abrir, estrenar
inauguró: abrió, estrenó | incendio: fuego, siniestro | independiente: autónoma, libre | informó: comunicó, notificó | inmueble: edificio, local | inspección: revisión, visita
inspeccionado: revisado, visitado | intemperie: descubierto, aire libre | jornal: salario, paga | jornaleros: peones, braceros | joven: muchacha, moza | jubilada: retirada, pensionada
juez: magistrado, togado | lanzó: arrojó, tiró | lavaba: limpiaba, enjuagaba | lavandería: tintorería, lavadero | limitó: redujo, ciñó | limpiar: asear, barrer | llegan: arriban, vienen
llegaban: arribaban, venían | llega: arriba, viene | llevaron: trasladaron, condujeron | lleva: toma | local: sitio, inmueble | lograran: consiguieran, alcanzaran | lugar: sitio, espacio
lluvia: aguacero, chubasco | lluvias: aguaceros, chubascos | luz: electricidad, corriente | madrugada: alba, amanecer | maestra: profesora, docente | manera: modo, forma
manos: brazos, obreros | mañana: alba, amanecer | médico: doctor, galeno | mesa: tabla, escritorio | meses: mensualidades, treintenas | metros: pasos | mitad: media parte
momento: instante, tiempo | montó: instaló, armó | muerto: difunto, acabado | mujer: señora, dama | mujeres: señoras, damas | mundo: orbe, planeta | municipal: urbano, citadino
necesita: requiere, precisa | negociaciones: pláticas, tratos | niños: menores, chicos, infantes | noche: velada, oscuridad | nombres: apelativos | obliga: compromete, fuerza
oficina: despacho, dependencia | ofreció: propuso, brindó | ofrecía: proponía, daba | ojos: mirada | operar: trabajar, funcionar | opinó: juzgó, consideró | oposición: disidencia, minoría
ordenó: mandó, dispuso | organización: agrupación, entidad | otorga: concede, da | pagar: costear, sufragar, abonar | pagando: abonando, saldando | paga: costea, abona | pañales: mantillas
papeles: documentos, trámites | parroquia: iglesia, capilla, templo | parto: alumbramiento, nacimiento | pasto: hierba, césped | paso: tránsito, pasada | pedido: solicitado, requerido
pedir: solicitar, requerir | pegado: adherido, fijado | pequeños: chicos, menores | perderán: extraviarán | perdió: extravió | perdieron: extraviaron | permiso: licencia, venia
persona: individuo, sujeto | personas: individuos, gentes, seres | pescado: marisco | pescadores: marineros | pidió: solicitó, requirió | plaza: explanada, zócalo | pláticas: charlas, negociaciones
pleito: litigio, disputa, riña | política: gobierno | precios: tarifas, costos | preguntó: inquirió, consultó | preocupa: inquieta, angustia | preparar: alistar | prestar: ceder, facilitar
primera: inicial | productores: agricultores, cultivadores | promedio: media | promesa: oferta, palabra | promete: ofrece, asegura | propietaria: dueña, ama | próxima: siguiente, venidera
proyecto: plan, programa | publicará: difundirá, divulgará | pueblo: aldea, villa | puente: viaducto, pasarela | puerta: entrada, portón | puertas: entradas, portones | puso: aportó, colocó
recibió: acogió, hospedó | reciben: obtienen | recibos: facturas, comprobantes | recordó: rememoró, evocó | recorren: andan, cruzan | recorrido: paseo, sondeo | recuperó: recobró, rescató
redujo: bajó, disminuyó | refugio: asilo, amparo | región: zona, comarca | rechaza: niega, desmiente | relató: contó, narró | repartieron: distribuyeron, dividieron | replican: contestan, objetan
resolver: solucionar, decidir | resolvieron: decidieron, arreglaron | responde: contesta, replica | resumió: sintetizó, concretó | revisar: examinar, cotejar | riesgo: peligro, amenaza | robado: hurtado, quitado
ropa: prendas, vestimenta | salarios: sueldos, pagas | salieron: partieron, marcharon | salidas: escapes, vías | salió: surgió, brotó | semana: septena | semanas: septenas
sentencia: fallo, resolución | señaló: indicó, apuntó | señor: caballero, hombre | servir: funcionar, valer | sindicato: gremio, unión | sitio: lugar, paraje | solicitudes: peticiones, demandas
sostiene: afirma, mantiene | subieron: aumentaron, elevaron | sueldo: salario, paga | sueldos: salarios, pagas | sufrido: padecido, aguantado | tarde: ocaso | tardan: demoran, esperan | teatro: farsa, comedia
techo: cubierta, tejado | teléfono: aparato, celular | teme: recela, sospecha | templos: iglesias, capillas | temporada: época, estación | tenderos: comerciantes, vendedores | terreno: solar, predio
trabajo: empleo, labor | trabajadores: empleados, obreros | trámite: gestión, diligencia | trasladaron: llevaron, condujeron | turno: vez, lugar | últimas: postreras, finales | último: postrero, final
universidad: academia, facultad | vacaciones: descanso, asueto | vacía: desocupada, hueca | vecinos: habitantes, residentes | ventas: negocio, comercio | versión: relato, explicación | viaja: anda, va
viajaban: iban, andaban | viajes: traslados, trayectos | viajeros: pasajeros, caminantes | vieja: antigua, añeja | visita: inspección, revisión
`;

const synonyms = new Map(
  table
    .split(/[|\n]/)
    .filter((entry) => entry.includes(":"))
    .map((entry) => {
      const [word, others] = entry.split(":");
      return [word.trim(), others.split(",").map((other) => other.trim())] as const;
    }),
);

/** The letters of a word in reverse: another word that no text has, for words that the table lacks. */
function reversed(word: string): string {
  return [...word].reverse().join("");
}

/** Spanish synonyms of a word as it stands; where the table has none, a word without meaning takes the place of one. */
export function spanishSynonyms(word: string): readonly string[] {
  return synonyms.get(word) ?? [reversed(word)];
}

/** How many words the table has. */
export const tableSize = synonyms.size;
